/** Threads that share work, with results that do not depend on their number. */
package org.collapselab.theory.parallel;
