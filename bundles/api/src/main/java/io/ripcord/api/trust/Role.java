package io.ripcord.api.trust;

/** What a user may do; each includes the ones before it. */
public enum Role {
    /** Reads state, changes and logs. */
    VIEWER,
    /** Also edits the local layer. */
    OPERATOR,
    /** Also manages users and enrolment. */
    ADMIN
}
