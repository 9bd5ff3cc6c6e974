/** Tables and curves in the formats of other programs: Parquet and TensorBoard's event files. */
package org.collapselab.reports.export;
