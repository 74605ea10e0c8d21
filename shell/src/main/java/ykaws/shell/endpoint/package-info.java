/** Credentials by HTTP on this machine: the container credentials endpoint and EC2's metadata service, as SDKs ask them. */
@NullMarked
package ykaws.shell.endpoint;

import org.jspecify.annotations.NullMarked;
