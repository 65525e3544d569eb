import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useEffect } from 'react';
import type { Ticket } from '../../../contract/tickets';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { formatDate, hallParts } from '../../i18n/dates';
import { ticketSentence, waitingSentence } from '../../i18n/ticketSentence';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { parameter, replace } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { useLooking } from '../../screen/useLooking';
import { usePhrases } from '../../screen/usePhrases';
import { WayTo } from '../../screen/WayTo';
import { useStores } from '../../stores/storeContext';
import { queuePhrases } from '../phrases';
import './index.scss';

/** Someone waits in a hall: the number, what to do now, how long. It moves by itself while they look. */
export default observer(function TicketPage() {
  const { city, tickets } = useStores();
  const t = usePhrases(queuePhrases);
  const { params } = useRouter();
  const id = parameter(params, 'id') ?? '';
  const lookNow = useLooking(
    async () => {
      void city.ensure();
      await tickets.load(id);
    },
    () => {
      const shown = tickets.shown.value;
      // One that never came is not asked for again by itself: the page says why and offers it.
      return shown === undefined ? null : tickets.secondsToNextLook([shown]);
    },
  );
  usePullDownRefresh(() => {
    void lookNow().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title={{ words: t('follow.title') }}>
      <Loaded of={tickets.shown} onRetry={() => void lookNow()}>
        {(ticket) => (
          <View>
            <Standing ticket={ticket} />
            <People ticket={ticket} />
            <Actions ticket={ticket} />
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

interface Showing {
  readonly ticket: Ticket;
}

const Standing = observer(function Standing({ ticket }: Showing) {
  const { settings } = useStores();
  const t = usePhrases(queuePhrases);
  const { number, status, misses, hallName, asOf, comeNow, calledAgain } = ticket;
  useBuzz(status === 'called' ? `${number} ${calledAgain}` : undefined);
  const wait = waitingSentence(settings.t, ticket);
  const urgent = status === 'called' || comeNow;
  return (
    <Card>
      <View className="row row--spread">
        <Text className="hint">{settings.pick(hallName)}</Text>
        <Text id="status" className={urgent ? 'warn strong' : 'hint'}>
          {settings.t(`ticket.status.${status}`)}
        </Text>
      </View>
      <View className="ticket__number-line">
        <Text className="hint">{t('follow.number')}</Text>
        <Text id="number" className="ticket__number">
          {number}
        </Text>
      </View>
      <View
        id="now"
        className={`ticket__now ${urgent ? 'ticket__now--urgent' : ''}`}
        ariaRole="alert"
        ariaLabel={ticketSentence(settings.t, ticket)}
      >
        {ticketSentence(settings.t, ticket)}
      </View>
      {status === 'waiting' && comeNow && (ticket.ahead ?? 0) > 0 ? (
        <View id="ahead" className="ticket__wait">
          {settings.t('ticket.ahead', { count: ticket.ahead ?? 0 })}
        </View>
      ) : null}
      {wait === undefined ? null : (
        <View id="wait" className="ticket__wait">
          {wait}
        </View>
      )}
      {status === 'waiting' && misses > 0 ? (
        <Notice kind="warn" id="put-back">
          {t('follow.putBack')}
        </Notice>
      ) : null}
      <SentOn ticket={ticket} />
      {status === 'waiting' ? (
        <View id="as-of" className="hint ticket__as-of">
          {t('follow.asOf', { time: hallParts(asOf).time })}
        </View>
      ) : null}
    </Card>
  );
});

/** Staff sent the ticket on: where it is called now, and that its number stays. */
function SentOn({ ticket: { sentTo } }: Showing) {
  const t = usePhrases(queuePhrases);
  if (sentTo === undefined) return null;
  const { window } = sentTo;
  return (
    <Notice id="sent-on">
      {window === undefined ? t('follow.sentOn') : t('follow.sentToWindow', { window })}
    </Notice>
  );
}

/** A phone in a pocket says that its owner is called; again for the second call. */
function useBuzz(call: string | undefined): void {
  useEffect(() => {
    if (call !== undefined) Taro.vibrateLong().catch(() => undefined);
  }, [call]);
}

const People = observer(function People({ ticket }: Showing) {
  const { city, settings } = useStores();
  const t = usePhrases(queuePhrases);
  const result = ({ accepted, promisedOn }: Ticket['people'][number]['services'][number]) => {
    if (accepted === false) return ` · ${t('follow.notAccepted')}`;
    if (promisedOn === undefined) return '';
    return ` · ${t('follow.ready', { date: formatDate(settings.language, promisedOn) })}`;
  };
  return (
    <Card id="people">
      {ticket.people.map(({ name, services }, index) => (
        <View key={`${name}${String(index)}`} className="ticket__person">
          <View className="strong">{name}</View>
          {services.map((each) => (
            <View key={each.service}>
              {settings.pick(city.service(each.service)?.shortName ?? { zh: each.service, en: each.service })}
              {result(each)}
            </View>
          ))}
        </View>
      ))}
    </Card>
  );
});

const Actions = observer(function Actions({ ticket }: Showing) {
  const { city, settings, tickets } = useStores();
  const t = usePhrases(queuePhrases);
  const { id, hall, status, mayLeave } = ticket;
  const place = city.hall(hall);
  const leave = async () => {
    if (tickets.busy || !(await askToConfirm(settings, t('follow.leaveAsk')))) return;
    try {
      if ((await tickets.leave(id)) !== undefined) say(t('follow.left'));
    } catch (error) {
      sayError(settings, error);
      void tickets.load(id);
    }
  };
  if (status === 'served') return <Notice kind="good">{t('follow.served')}</Notice>;
  if (status === 'missed' || status === 'left' || status === 'expired') {
    return (
      <View id="over">
        <Notice>{t(`follow.over.${status}`)}</Notice>
        <Button id="take-again" onPress={() => replace('take', { hall })}>
          {t('follow.again')}
        </Button>
      </View>
    );
  }
  if (status === 'serving' || !mayLeave) return null;
  return (
    <View className="ticket__actions">
      {status === 'waiting' ? <AskForMessage /> : null}
      {place === undefined ? null : <WayTo hall={place} />}
      <Button id="leave" kind="danger" disabled={tickets.busy} onPress={() => void leave()}>
        {t('follow.leave')}
      </Button>
      <View className="hint">{t('follow.keepNumber')}</View>
    </View>
  );
});

/** Asks for the message where somebody has a number and would rather sit down outside. */
const AskForMessage = observer(function AskForMessage() {
  const { myData, settings } = useStores();
  const t = usePhrases(queuePhrases);
  useEffect(() => {
    void myData.prepareMessages('ticket').catch(() => undefined);
  }, [myData]);
  if (!myData.canAskForMessages) return null;
  const ask = async () => {
    try {
      say(settings.t((await myData.allowMessages('ticket')) > 0 ? 'messages.allowed' : 'messages.refused'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Button id="remind" onPress={() => void ask()}>
      {t('follow.message')}
    </Button>
  );
});
