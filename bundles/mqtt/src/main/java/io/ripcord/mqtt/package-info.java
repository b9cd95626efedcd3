/** MQTT 5 links by Eclipse Paho, which lives inside this bundle; nobody else sees it. */
@NullMarked
package io.ripcord.mqtt;

import org.jspecify.annotations.NullMarked;
