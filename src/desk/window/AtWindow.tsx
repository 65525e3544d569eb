import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { DeskEntry } from '../../../contract/desk';
import type { Service } from '../../../domain/service';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Empty } from '../../components/Empty';
import { formatDate } from '../../i18n/dates';
import { sayError } from '../../screen/asking';
import { useStores } from '../../stores/storeContext';
import { serviceName } from '../entryText';
import { useDesk } from '../useDesk';

/** Whom this window serves, readable at arm's length. */
export const AtWindow = observer(function AtWindow() {
  const { desk, t } = useDesk();
  const { window } = desk;
  const { mine, served, completed } = window;
  return (
    <View>
      <View className="row row--spread window__head">
        <Text id="my-window" className="title">
          {t('window.here', { window: mine?.window ?? '' })}
        </Text>
        <Text id="waiting" className="title">
          {t('window.waiting', { count: window.waiting })}
        </Text>
      </View>
      {served !== undefined ? (
        <Served entry={served} />
      ) : completed !== undefined ? (
        <Completed entry={completed} />
      ) : (
        <Free />
      )}
    </View>
  );
});

const Free = observer(function Free() {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { window } = desk;
  const leave = async () => {
    try {
      await window.leave();
    } catch (error) {
      sayError(settings, error);
    }
  };
  if (window.unknown !== undefined) return null;
  return (
    <Empty
      id={window.nobody ? 'nobody' : 'free'}
      title={t(window.nobody ? 'window.nobody' : 'window.free')}
      {...(window.nobody ? { hint: t('window.nobodyHint') } : {})}
    >
      {window.outbox.steps.length > 0 ? null : (
        <Text id="leave-window" className="link" ariaRole="button" onClick={() => void leave()}>
          {t('window.leave')}
        </Text>
      )}
    </Empty>
  );
});

interface Showing {
  readonly entry: DeskEntry;
}

const Head = observer(function Head({ entry }: Showing) {
  const { t } = useDesk();
  const { number = '', status, lane, booked, green, start, recalls } = entry;
  return (
    <View>
      <View className="row row--spread">
        <Text id="ticket-status" className={`window__status window__status--${status}`}>
          {t(`status.${status}`)}
        </Text>
        <Text className="hint">
          {t(`lane.${lane}`)}
          {booked && start !== undefined ? ` ${start}` : ''}
          {green === undefined ? '' : ` · ${t(`green.${green}`)}`}
        </Text>
      </View>
      <View id="ticket-number" className="window__number">
        {number}
      </View>
      {recalls === 0 || status !== 'called' ? null : (
        <View id="recalls" className="warn window__recalls">
          {t('window.calledAgain', { count: recalls })}
        </View>
      )}
    </View>
  );
});

/** What each person came for; while they are served a tap leaves out what is not accepted. */
const Served = observer(function Served({ entry }: Showing) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { window } = desk;
  const serving = entry.status === 'serving';
  const ready = (service: Service, person: DeskEntry['people'][number]) => {
    const date = window.readyOn(service, person);
    return date === undefined ? '' : ` ${t('window.ready', { date: formatDate(settings.language, date) })}`;
  };
  return (
    <Card>
      <Head entry={entry} />
      {serving ? <View className="hint">{t('window.accepted')}</View> : null}
      {entry.people.map((person) => (
        <View key={person.position} className="window__person">
          <View className="strong">
            {person.name} <Text className="hint">{person.documentNumber.slice(-4)}</Text>
          </View>
          {serving ? (
            <View className="wrap">
              {person.services.map(({ service }) => (
                <Chip
                  key={service}
                  id={`accept-${person.position}-${service}`}
                  text={`${serviceName(city, settings, service)}${ready(service, person)}`}
                  chosen={window.accepts(person.position, service)}
                  onPress={() => window.toggleAccepted(person.position, service)}
                />
              ))}
            </View>
          ) : (
            <View>
              {person.services.map(({ service }) => serviceName(city, settings, service)).join('、')}
            </View>
          )}
        </View>
      ))}
    </Card>
  );
});

/** The days to tell, until somebody else is called. */
const Completed = observer(function Completed({ entry }: Showing) {
  const { city, settings } = useStores();
  const { t } = useDesk();
  const accepted = entry.people.some(({ services }) => services.some((each) => each.accepted === true));
  return (
    <Card id="completed">
      <Head entry={entry} />
      {accepted ? <View className="hint">{t('window.tellReady')}</View> : null}
      {entry.people.map(({ position, name, services }) => (
        <View key={position} className="window__person">
          <View className="strong">{name}</View>
          {services.map(({ service, accepted: taken, promisedOn }) => (
            <View key={service} className="row row--spread">
              <Text>{serviceName(city, settings, service)}</Text>
              {taken === true ? null : <Text className="hint">{t('window.notAccepted')}</Text>}
              {promisedOn === undefined ? null : (
                <Text className="window__ready">
                  {t('window.ready', { date: formatDate(settings.language, promisedOn) })}
                </Text>
              )}
            </View>
          ))}
        </View>
      ))}
    </Card>
  );
});
