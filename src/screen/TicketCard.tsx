import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { Ticket } from '../../contract/tickets';
import { Card } from '../components/Card';
import { ticketSentence, waitingSentence } from '../i18n/ticketSentence';
import { useStores } from '../stores/storeContext';
import { go } from './navigation';
import './TicketCard.scss';
import { useLooking } from './useLooking';

/** Follows my tickets of today while the page is shown. Gives "look now". */
export function useMyTickets(): () => Promise<void> {
  const { session, tickets } = useStores();
  return useLooking(
    async () => {
      if (session.known) await tickets.loadMine();
    },
    () => tickets.secondsToNextLook(tickets.live),
  );
}

/** My tickets that still count: said where everyone looks first. */
export const LiveTickets = observer(function LiveTickets() {
  const { tickets } = useStores();
  return (
    <View>
      {tickets.live.map((ticket) => (
        <TicketCard key={ticket.id} ticket={ticket} />
      ))}
    </View>
  );
});

/** A ticket at a glance: its number, what to do now, how long it takes. A tap follows it. */
export const TicketCard = observer(function TicketCard({ ticket }: { ticket: Ticket }) {
  const { settings } = useStores();
  const { t, pick } = settings;
  const { id, number, status, comeNow, hallName } = ticket;
  const sentence = ticketSentence(t, ticket);
  const wait = waitingSentence(t, ticket);
  return (
    <Card id={`ticket-${id}`} label={`${number} ${sentence}`} onPress={() => go('ticket', { id })}>
      <View className="row row--spread">
        <Text className="ticket-card__number">{number}</Text>
        <Text className={status === 'called' || comeNow ? 'warn strong' : 'good strong'}>
          {t(`ticket.status.${status}`)}
        </Text>
      </View>
      <View className="strong">{sentence}</View>
      {wait === undefined ? null : <View>{wait}</View>}
      <View className="hint">{pick(hallName)}</View>
      <Age />
    </Card>
  );
});

/** What is shown is not of now: how old it is. */
const Age = observer(function Age() {
  const { settings, tickets, clock } = useStores();
  const { error, at } = tickets.mine;
  if (error === undefined || !error.offline) return null;
  const minutes = Math.floor((clock() - at) / 60_000);
  return (
    <View className="warn ticket-card__age">
      {minutes < 1 ? settings.t('ticket.ageNow') : settings.t('ticket.age', { minutes })}
    </View>
  );
});
