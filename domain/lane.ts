/** A way through a hall with its own windows and seats. */
export const lanes = ['appointment', 'walk-in', 'enterprise', 'urgent', 'student', 'kiosk'] as const;

export type Lane = (typeof lanes)[number];

/** Lanes whose seats only an approved request opens (enterprise letter, urgent proof). */
export const lanesThatNeedApproval: readonly Lane[] = ['enterprise', 'urgent'];
