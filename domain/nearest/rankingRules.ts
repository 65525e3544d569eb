/**
 * The numbers of the ranking. Configurable per city; the recommended values, each with its source, are in
 * `data/<city>/ranking.json`.
 */
export interface RankingRules {
  /** The way is this many times as long as the straight line. */
  readonly detourFactor: number;
  /** How fast people travel through the city, metres a minute. */
  readonly metresPerMinute: number;
  /** Minutes that every way costs, however short: to leave, to wait for a bus, to park. */
  readonly doorToDoorMinutes: number;
  /** A way of unknown length counts like this many minutes. */
  readonly unknownTravelMinutes: number;
  /** To be served a day later counts like this many minutes. */
  readonly dayInMinutes: number;
  /** A wait that nobody knows counts like this many minutes. */
  readonly unknownWaitMinutes: number;
  /** What is likely rather than sure counts like this many minutes. */
  readonly likelyInMinutes: number;
  /** What is unsure counts like this many minutes. */
  readonly unsureInMinutes: number;
  /** How long someone with an appointment is at the hall before they are called. Minutes. */
  readonly appointmentWaitMinutes: number;
  /** Nobody without an appointment is taken in so shortly before the doors close. Minutes. */
  readonly lastEntryMinutes: number;
  /** What one person takes at a kiosk. Minutes. */
  readonly kioskMinutesPerPerson: number;
  /** A kiosk's reported queue is believed this long. Minutes. */
  readonly kioskReportMinutes: number;
  /** A report that a kiosk does not work is believed this long. Minutes. */
  readonly kioskOutMinutes: number;
  /** So many people who find a kiosk out of service make it unsure; fewer are only told of. */
  readonly kioskOutPeople: number;
  /** How many places of each kind are looked at, the nearest first. */
  readonly placesPerKind: number;
  /** A distance is told as a number while its error is at most this share of it. */
  readonly toldErrorShare: number;
  /** Who is further than this from every hall is not ranked by way. Metres. */
  readonly rankWithinMetres: number;
}

export type RankingRuleName = keyof RankingRules;

const ruleNames: Readonly<Record<RankingRuleName, true>> = {
  detourFactor: true,
  metresPerMinute: true,
  doorToDoorMinutes: true,
  unknownTravelMinutes: true,
  dayInMinutes: true,
  unknownWaitMinutes: true,
  likelyInMinutes: true,
  unsureInMinutes: true,
  appointmentWaitMinutes: true,
  lastEntryMinutes: true,
  kioskMinutesPerPerson: true,
  kioskReportMinutes: true,
  kioskOutMinutes: true,
  kioskOutPeople: true,
  placesPerKind: true,
  toldErrorShare: true,
  rankWithinMetres: true,
};

export const rankingRuleNames = Object.keys(ruleNames) as RankingRuleName[];
