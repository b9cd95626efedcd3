package io.ripcord.api.rest;

import java.util.List;

/** A part of the interface: its routes. Comes and goes with the services that it needs. */
public interface Resource {
    List<Route> routes();
}
