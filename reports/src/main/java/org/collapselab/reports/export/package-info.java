/**
 * Tables and curves in the formats of other programs: Parquet and TensorBoard's event files.
 *
 * <pre>{@code
 * RunExport.tables(result.directory().path(), Path.of("tables"), TableFormat.PARQUET);
 * }</pre>
 */
package org.collapselab.reports.export;
