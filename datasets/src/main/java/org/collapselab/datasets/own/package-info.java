/** Reads data of the user's own: arrays, tables, IDX pairs and folders of images. */
package org.collapselab.datasets.own;
