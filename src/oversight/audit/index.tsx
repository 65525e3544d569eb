import { Text, View } from '@tarojs/components';
import { useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatInstant } from '../../i18n/dates';
import { sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { parameter } from '../../screen/navigation';
import type { AuditEntry } from '../../stores/OversightStore';
import { useStores } from '../../stores/storeContext';
import { actionName, factName, factValue, subjectName } from '../auditNames';
import { OversightScreen } from '../OversightScreen';
import { useOversight } from '../useOversight';
import './index.scss';

/** A supervisor reads who changed what: all of it, of one person, or about one thing. */
export default observer(function AuditPage() {
  const { settings } = useStores();
  const { oversight, t } = useOversight();
  const { params } = useRouter();
  useLoad(() => {
    const actor = parameter(params, 'actor');
    void oversight.filterAudit(actor === undefined ? {} : { actor });
  });
  const older = () => void oversight.loadOlder().catch((error: unknown) => sayError(settings, error));
  return (
    <OversightScreen title={t('audit.title')}>
      <Filter />
      <Loaded of={oversight.audit} onRetry={() => void oversight.loadAudit()}>
        {({ entries, hasMore }) => (
          <View>
            {entries.length === 0 ? <Empty id="no-entries" title={t('audit.none')} /> : null}
            {entries.map((entry) => (
              <EntryCard key={entry.id} entry={entry} />
            ))}
            {hasMore ? (
              <Button id="older" kind="plain" disabled={oversight.busy} onPress={older}>
                {t('audit.older')}
              </Button>
            ) : null}
          </View>
        )}
      </Loaded>
    </OversightScreen>
  );
});

const Filter = observer(function Filter() {
  const { language } = useStores().settings;
  const { oversight, t } = useOversight();
  const nameOf = useActorName();
  const { actor, subject } = oversight.filter;
  const about = subject === undefined ? undefined : subjectName(subject, language);
  const what = actor === undefined ? about : nameOf(actor);
  if (what === undefined) return null;
  return (
    <View className="row row--spread">
      <Text id="audit-filter" className="grow audit__id">
        {t('audit.of', { what })}
      </Text>
      <Text id="audit-all" className="link" ariaRole="button" onClick={() => void oversight.filterAudit({})}>
        {t('audit.all')}
      </Text>
    </View>
  );
});

/** Who acted, by kind and the end of the id, which tells apart enough and can be read aloud. */
function useActorName(): (actor: string, name?: string) => string {
  const { t } = useOversight();
  return (actor, name) => {
    const [kind, id = ''] = actor.split(':');
    if (name !== undefined) return t('audit.named', { name });
    if (kind === 'citizen' || kind === 'staff') return t(`audit.${kind}`, { id: id.slice(-6) });
    return kind === 'operator' ? t('audit.operator') : t('audit.system');
  };
}

const EntryCard = observer(function EntryCard({ entry }: { entry: AuditEntry }) {
  const { language } = useStores().settings;
  const { oversight, t } = useOversight();
  const nameOf = useActorName();
  const { id, at, actor, action, subject, chained } = entry;
  return (
    <Card id={`entry-${id}`}>
      <View className="row row--spread">
        <Text className="strong">{actionName(action, language)}</Text>
        <Text className={chained ? 'good' : 'hint'}>{t(chained ? 'audit.chained' : 'audit.unchained')}</Text>
      </View>
      <View className="hint">{formatInstant(language, at)}</View>
      {changesOf(entry).map(({ name, before, after }) => (
        <View key={name} className="audit__change">
          {t(before === undefined ? 'audit.fact' : 'audit.change', {
            name: factName(name, language),
            before: factValue(before ?? '', language),
            after: after === undefined ? t('audit.nothing') : factValue(after, language),
          })}
        </View>
      ))}
      <View className="row row--spread">
        <Text
          id={`actor-${id}`}
          className="link"
          ariaRole="button"
          onClick={() => void oversight.filterAudit({ actor })}
        >
          {nameOf(actor, entry.actorName)}
        </Text>
        <Text
          id={`subject-${id}`}
          className="link audit__id"
          ariaRole="button"
          onClick={() => void oversight.filterAudit({ subject })}
        >
          {subjectName(subject, language)}
        </Text>
      </View>
    </Card>
  );
});

interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Field by field what was different afterwards. */
function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): readonly Change[] {
  const textOf = (value: unknown) => (value === undefined || value === null ? undefined : String(value));
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }))
    .filter((change) => change.before !== change.after);
}
