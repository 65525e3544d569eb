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
import { Filters } from './Filters';
import './index.scss';
import { useActorName } from './useActorName';

/** A supervisor reads who changed what: all of it, or of a hall, some days, one person, one thing, one kind of change. */
export default observer(function AuditPage() {
  const { city, settings } = useStores();
  const { oversight, t } = useOversight();
  const { params } = useRouter();
  useLoad(() => {
    void city.ensure();
    const actor = parameter(params, 'actor');
    void oversight.filterAudit(actor === undefined ? {} : { actor });
  });
  const older = () => void oversight.loadOlder().catch((error: unknown) => sayError(settings, error));
  return (
    <OversightScreen title={t('audit.title')}>
      <Filters />
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

const EntryCard = observer(function EntryCard({ entry }: { entry: AuditEntry }) {
  const { language } = useStores().settings;
  const { oversight, t } = useOversight();
  const nameOf = useActorName();
  const { id, at, actor, action, subject, chained } = entry;
  const { filter } = oversight;
  return (
    <Card id={`entry-${id}`}>
      <View className="row row--spread">
        <Text
          id={`action-${id}`}
          className="strong"
          ariaRole="button"
          onClick={() => void oversight.filterAudit({ ...filter, action })}
        >
          {actionName(action, language)}
        </Text>
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
          onClick={() => void oversight.filterAudit({ ...filter, actor })}
        >
          {nameOf(actor, entry.actorName)}
        </Text>
        <Text
          id={`subject-${id}`}
          className="link audit__id"
          ariaRole="button"
          onClick={() => void oversight.filterAudit({ ...filter, subject })}
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
