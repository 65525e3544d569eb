/** What a person can agree to, each by itself. */
export const consentPurposes = ['booking', 'notifications'] as const;

export type ConsentPurpose = (typeof consentPurposes)[number];

/** The wording that is shown now. A new wording is a new number, and is asked for again. */
export const consentVersions: Readonly<Record<ConsentPurpose, number>> = { booking: 1, notifications: 1 };
