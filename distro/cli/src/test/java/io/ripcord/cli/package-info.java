/** Tests of the command line. */
package io.ripcord.cli;
