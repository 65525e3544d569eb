import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { WaitlistEntry } from '../../../contract/waitlist';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { formatDate, formatNearDate, hallParts } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { go } from '../../screen/navigation';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** What this person waits for: seats to answer first, then places in line, then what ended lately. */
export const Waits = observer(function Waits({ onRetry }: { onRetry: () => void }) {
  const { reservations, waitlist, settings } = useStores();
  const { mine, offers, waiting, ended } = waitlist;
  // Where the visits did not load either, that is said already.
  if (mine.error !== undefined && reservations.mine.error === undefined) return <Failed onRetry={onRetry} />;
  if (offers.length + waiting.length + ended.length === 0) return null;
  return (
    <View id="my-waitlist">
      {offers.map((entry) => (
        <Offer key={entry.id} entry={entry} />
      ))}
      {waiting.length + ended.length === 0 ? null : (
        <View className="section">
          <Text>{settings.t('waitlist.mine')}</Text>
        </View>
      )}
      {[...waiting, ...ended].map((entry) => (
        <Place key={entry.id} entry={entry} />
      ))}
    </View>
  );
});

const Failed = observer(function Failed({ onRetry }: { onRetry: () => void }) {
  const { t } = useStores().settings;
  return (
    <Notice kind="warn" id="waitlist-failed">
      <View className="row row--spread">
        <Text className="grow">{t('waitlist.failed')}</Text>
        <Text id="waitlist-retry" className="link" ariaRole="button" onClick={onRetry}>
          {t('common.retry')}
        </Text>
      </View>
    </Notice>
  );
});

interface Showing {
  readonly entry: WaitlistEntry;
}

const Offer = observer(function Offer({ entry }: Showing) {
  const { city, reservations, settings, waitlist } = useStores();
  const { t, pick, language } = settings;
  const { id, offer } = entry;
  if (offer === undefined) return null;
  const { slot, date, start, hallName, heldUntil } = offer;
  const today = city.today ?? date;
  const deadline = hallParts(heldUntil);
  const until =
    deadline.date === today ? deadline.time : `${formatDate(language, deadline.date)} ${deadline.time}`;

  const answer = async (
    ask: () => Promise<WaitlistEntry | undefined>,
    done: (entry: WaitlistEntry) => void,
  ) => {
    try {
      const answered = await ask();
      if (answered !== undefined) done(answered);
    } catch (error) {
      sayError(settings, error);
      void waitlist.loadMine();
    }
  };
  const accept = () =>
    answer(
      () => waitlist.accept(id, slot),
      () => {
        void reservations.loadMine();
        go('reservation', { id });
      },
    );
  const decline = async () => {
    if (!(await askToConfirm(settings, t('waitlist.declineAsk')))) return;
    await answer(
      () => waitlist.decline(id, slot),
      () => say(t('waitlist.declined')),
    );
  };

  return (
    <Card id={`offer-${id}`}>
      <View className="row row--spread">
        <Text className="good strong">{t('waitlist.seat')}</Text>
        <Text className="warn strong">{t('waitlist.until', { time: until })}</Text>
      </View>
      <View className="title">
        {formatNearDate(language, date, today)} {start}
      </View>
      <View>{pick(hallName)}</View>
      <View className="hint">{entry.people.map(({ name }) => name).join('，')}</View>
      <View className="answers">
        <Button id={`accept-${id}`} disabled={waitlist.busy} onPress={() => void accept()}>
          {t('waitlist.accept')}
        </Button>
        <Button id={`decline-${id}`} kind="plain" disabled={waitlist.busy} onPress={() => void decline()}>
          {t('waitlist.decline')}
        </Button>
      </View>
    </Card>
  );
});

const Place = observer(function Place({ entry }: Showing) {
  const { city, settings, waitlist } = useStores();
  const { t, pick, language } = settings;
  const { id, status, position, services, halls, from, to, people, automatic, actions } = entry;
  const days =
    from === to ? formatDate(language, from) : `${formatDate(language, from)} – ${formatDate(language, to)}`;
  const names = services.map((service) =>
    pick(city.service(service)?.shortName ?? { zh: service, en: service }),
  );
  const where =
    halls.length > 2
      ? t('waitlist.halls', { count: halls.length })
      : halls.map((hall) => pick(city.district(hall))).join('，');

  const leave = async () => {
    if (waitlist.busy || !(await askToConfirm(settings, t('waitlist.leaveAsk')))) return;
    try {
      const left = await waitlist.leave(id);
      if (left?.status === 'booked') go('reservation', { id });
      else if (left !== undefined) say(t('waitlist.left'));
    } catch (error) {
      sayError(settings, error);
      void waitlist.loadMine();
    }
  };

  return (
    <Card id={`waiting-${id}`}>
      <View className="row row--spread">
        <Text className={`strong ${status === 'waiting' ? '' : 'hint'}`}>{names.join('，')}</Text>
        <Text className={status === 'waiting' ? 'good strong' : 'hint'}>
          {position === undefined ? t(`waitlist.status.${status}`) : t('waitlist.position', { position })}
        </Text>
      </View>
      <View>
        {days} · {where}
        {hoursOf(entry) === undefined ? '' : ` · ${t(`waitlist.hours.${hoursOf(entry) ?? 'any'}`)}`}
      </View>
      <View className="row row--spread">
        <Text className="hint grow">
          {people.map(({ name }) => name).join('，')}
          {status === 'waiting' ? ` · ${t(automatic ? 'waitlist.automatic' : 'waitlist.ask')}` : ''}
        </Text>
        {actions.includes('leave') ? (
          <Text id={`leave-${id}`} className="link" ariaRole="button" onClick={() => void leave()}>
            {t('waitlist.leave')}
          </Text>
        ) : null}
      </View>
    </Card>
  );
});

/** The part of the day that was chosen; undefined for the whole day. */
function hoursOf({ earliestStart, latestStart }: WaitlistEntry): 'morning' | 'afternoon' | undefined {
  if (earliestStart >= '12:00') return 'afternoon';
  return latestStart < '12:00' ? 'morning' : undefined;
}
