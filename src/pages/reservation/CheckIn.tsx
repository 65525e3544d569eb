import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useEffect } from 'react';
import type { Reservation } from '../../../contract/reservations';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { say, sayError } from '../../screen/asking';
import { TicketCard } from '../../screen/TicketCard';
import { useStores } from '../../stores/storeContext';
import './index.scss';

/** On the day of a visit: one tap at the hall checks in, and from then on its number is followed here. */
export const CheckIn = observer(function CheckIn({ reservation }: { reservation: Reservation }) {
  const { city, reservations, settings, tickets } = useStores();
  const { t } = settings;
  const { id, date, status } = reservation;
  const ticket = tickets.ofVisit(id);
  const phase = ticket?.status;
  useEffect(() => {
    // The visit moves on with its ticket: checked in, served, over.
    if (phase !== undefined) void reservations.load(id);
  }, [reservations, id, phase]);
  if (ticket !== undefined) return <TicketCard ticket={ticket} />;
  if (status !== 'booked' || date !== city.today) return null;
  const checkIn = async () => {
    try {
      const made = await tickets.checkIn(id, { arriveInMinutes: 0 });
      if (made !== undefined) say(t('checkIn.done', { number: made.number }));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Card id="check-in-card">
      <View className="strong">{t('checkIn.title')}</View>
      <View className="hint reservation__check-in">
        {t('checkIn.hint', { minutes: city.city.value?.rules.checkInMinutesBefore ?? 30 })}
      </View>
      <Button id="check-in" disabled={tickets.busy} onPress={() => void checkIn()}>
        {t('checkIn.button')}
      </Button>
    </Card>
  );
});
