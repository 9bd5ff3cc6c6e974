/** One training run: plan, loop, measurements, end, resume, reproduction. */
package org.collapselab.trainer.run;
