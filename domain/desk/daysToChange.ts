/** Days that one change of a hall's seats or hours may cover. */
export const MOST_DAYS = 31;
