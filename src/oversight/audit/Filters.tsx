import { Picker, Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Card } from '../../components/Card';
import { Choice } from '../../components/Choice';
import { formatDate } from '../../i18n/dates';
import type { AuditFilter } from '../../stores/OversightStore';
import { useStores } from '../../stores/storeContext';
import { actionName, subjectName } from '../auditNames';
import { useOversight } from '../useOversight';
import { useActorName } from './useActorName';

/** Narrows the audit to a hall and to some days; what else it is narrowed to is tapped in an entry, and said here. */
export const Filters = observer(function Filters() {
  const { city, settings } = useStores();
  const { oversight, t } = useOversight();
  const { filter } = oversight;
  const halls = city.city.value?.halls ?? [];
  const today = city.today ?? '';
  const narrow = (part: Partial<AuditFilter>) => void oversight.filterAudit({ ...filter, ...part });
  const hall = halls.find(({ hall: code }) => code === filter.hall);
  const day = (name: 'from' | 'to') => (
    <Picker
      mode="date"
      value={filter[name] ?? today}
      end={today}
      onChange={({ detail }) => narrow({ [name]: String(detail.value) })}
    >
      <Choice
        id={`audit-${name}`}
        label={t(`audit.${name}`)}
        value={filter[name] === undefined ? t('audit.any') : formatDate(settings.language, filter[name])}
      />
    </Picker>
  );
  return (
    <View>
      <Card>
        <Picker
          mode="selector"
          range={halls.map(({ name }) => settings.pick(name))}
          value={Math.max(
            0,
            halls.findIndex(({ hall: code }) => code === filter.hall),
          )}
          onChange={({ detail }) => {
            const chosen = halls[Number(detail.value)];
            if (chosen !== undefined) narrow({ hall: chosen.hall });
          }}
        >
          <Choice
            id="audit-hall"
            label={t('audit.hall')}
            value={hall === undefined ? t('audit.any') : settings.pick(hall.name)}
          />
        </Picker>
        {day('from')}
        {day('to')}
      </Card>
      <Narrowed />
    </View>
  );
});

const Narrowed = observer(function Narrowed() {
  const { language } = useStores().settings;
  const { oversight, t } = useOversight();
  const nameOf = useActorName();
  const { filter } = oversight;
  const { actor, subject, action } = filter;
  if (Object.keys(filter).length === 0) return null;
  const parts = [
    ...(actor === undefined ? [] : [nameOf(actor)]),
    ...(subject === undefined ? [] : [subjectName(subject, language)]),
    ...(action === undefined ? [] : [actionName(action, language)]),
  ];
  return (
    <View className="row row--spread">
      <Text id="audit-filter" className="grow audit__id">
        {parts.length === 0 ? '' : t('audit.of', { what: parts.join(' · ') })}
      </Text>
      <Text id="audit-all" className="link" ariaRole="button" onClick={() => void oversight.filterAudit({})}>
        {t('audit.all')}
      </Text>
    </View>
  );
});
