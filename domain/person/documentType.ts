/** What a person proves their identity with when booking. */
export const documentTypes = ['resident-id', 'hmt-residence-permit', 'passport'] as const;

export type DocumentType = (typeof documentTypes)[number];
