import { collectionFacts } from '../../contract/documents';
import { destinationTable, guideTable } from '../../contract/guide';
import { messageTable } from '../../contract/messages';
import { hintTable } from '../../contract/windows';
import {
  type CityFiles,
  hallsFile,
  kiosksFile,
  rankingFile,
  requestsFile,
  rulesFile,
  servicesFile,
  sessionsFile,
  shortcutsFile,
  trustFile,
} from '../cityFiles';
import { sourcesFile, withProvenance } from '../provenance';
import collection from './collection.json';
import destinations from './destinations.json';
import guide from './guide.json';
import halls from './halls.json';
import hints from './hints.json';
import kiosks from './kiosks.json';
import messages from './messages.json';
import ranking from './ranking.json';
import requests from './requests.json';
import rules from './rules.json';
import services from './services.json';
import sessions from './sessions.json';
import shortcuts from './shortcuts.json';
import sources from './sources.json';
import trust from './trust.json';

/** Hangzhou, checked against the schemas when it is first used. */
export const hangzhou: CityFiles = withProvenance({
  halls: hallsFile.parse(halls),
  services: servicesFile.parse(services),
  rules: rulesFile.parse(rules),
  sessions: sessionsFile.parse(sessions),
  guide: guideTable.parse(guide),
  destinations: destinationTable.parse(destinations),
  hints: hintTable.parse(hints),
  collection: collectionFacts.parse(collection),
  messages: messageTable.parse(messages),
  ranking: rankingFile.parse(ranking),
  kiosks: kiosksFile.parse(kiosks),
  shortcuts: shortcutsFile.parse(shortcuts),
  trust: trustFile.parse(trust),
  requests: requestsFile.parse(requests),
  sources: sourcesFile.parse(sources).sources,
});
