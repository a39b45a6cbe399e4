/** Clients compare it to know what they may ask. It is the version that compat/ tries against this server. */
export const mlflowVersion = '3.17.2';
