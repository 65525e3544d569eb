/**
 * How the host is started: every booking leaves some kilobytes of short-lived objects, and with the default of 16 MB
 * for those the collector took a tenth of the processor at the hour of a release.
 */
export const hostArguments = ['--max-semi-space-size=64'];
