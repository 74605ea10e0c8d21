/** The AWS CLI's profiles and shared credentials: read with file and line, edited without touching another byte. */
@NullMarked
package ykaws.aws.config;

import org.jspecify.annotations.NullMarked;
