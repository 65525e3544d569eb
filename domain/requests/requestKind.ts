/** What a request opens: the lane of the same name. */
export const requestKinds = ['urgent', 'enterprise'] as const;

export type RequestKind = (typeof requestKinds)[number];
