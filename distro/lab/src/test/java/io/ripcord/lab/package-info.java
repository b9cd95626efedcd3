/** Tests of the lab itself; those tagged {@code lab} need root. */
package io.ripcord.lab;
