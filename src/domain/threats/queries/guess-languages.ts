import { QUERY_LANGUAGES, type QueryLanguage } from '../hunt-queries';

/** Words by which inventories name the place where logs go. The first of a place's languages is the one most used. */
const DESTINATIONS: readonly (readonly [RegExp, readonly QueryLanguage[]])[] = [
  [/splunk|\bhec\b/i, ['spl']],
  [/sentinel|log[ -]?analytics|\boms\b|\bama\b|azure[ -]?monitor/i, ['kql-sentinel']],
  [/defender|\bmde\b|\bm365d\b|\bxdr portal\b|advanced hunting/i, ['kql-defender']],
  [/elastic|\belk\b|kibana|logstash|winlogbeat|filebeat|auditbeat|security onion|\beck\b/i, ['esql', 'eql']],
  [/athena|\bs3\b|security lake/i, ['athena']],
  [/cloudtrail|event history/i, ['cloudtrail-lookup', 'athena']],
  [/osquery|fleet(?:dm)?\b|kolide/i, ['osquery']],
  [/zeek|\bbro\b|corelight/i, ['zeek']],
  [/auditd|audit\.log|ausearch/i, ['ausearch']],
  [
    /sigma|qradar|chronicle|google secops|logrhythm|arcsight|graylog|opensearch|wazuh|sumo ?logic|exabeam|securonix|logscale|humio|loki|rapid7|insightidr|fortisiem|devo\b|panther|datadog|netwitness/i,
    ['sigma'],
  ],
];

/**
 * In which languages a place of logs is asked, as far as its free text tells; those of several places in the order in
 * which the text names them. Places with a language that is not written here are asked through Sigma's converters.
 */
export function guessLanguages(logDestination: string): readonly QueryLanguage[] {
  const found = DESTINATIONS.flatMap(([words, languages]) => {
    const at = logDestination.search(words);
    return at < 0 ? [] : [{ at, languages }];
  }).sort((a, b) => a.at - b.at);
  return [...new Set(found.flatMap(({ languages }) => languages))];
}

/**
 * The languages in which one place is asked: those chosen; none chosen: those of where its own logs go, and all where
 * nothing tells, since each may be the one.
 */
export function languagesOfPlace(
  logDestinations: readonly string[],
  chosen: readonly QueryLanguage[],
): readonly QueryLanguage[] {
  if (chosen.length > 0) return chosen;
  const guessed = new Set(logDestinations.flatMap(guessLanguages));
  return guessed.size === 0 ? QUERY_LANGUAGES : QUERY_LANGUAGES.filter((language) => guessed.has(language));
}
