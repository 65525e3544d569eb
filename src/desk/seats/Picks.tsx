import { Picker } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { addDays } from '../../../domain/calendar/localDate';
import { MOST_DAYS } from '../../../domain/desk/daysToChange';
import { Card } from '../../components/Card';
import { Choice } from '../../components/Choice';
import { formatNearDate } from '../../i18n/dates';
import { useStores } from '../../stores/storeContext';
import { useDesk } from '../useDesk';

interface UntilPickProps {
  readonly until: string | undefined;
  readonly onChoose: (day: string) => void;
}

/** The last day of a change; the day that is shown unless another is chosen. */
export const UntilPick = observer(function UntilPick({ until, onChoose }: UntilPickProps) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { date } = desk.capacity;
  if (date === '') return null;
  const shown = until ?? date;
  return (
    <Card>
      <Picker
        mode="date"
        value={shown}
        start={date}
        end={addDays(date, MOST_DAYS - 1)}
        onChange={({ detail }) => onChoose(String(detail.value))}
      >
        <Choice
          id="until"
          label={t('seats.until')}
          value={formatNearDate(settings.language, shown, city.today ?? date)}
        />
      </Picker>
    </Card>
  );
});

interface TimePickProps {
  readonly id: string;
  readonly label: string;
  readonly times: readonly string[];
  readonly value: string;
  readonly onChoose: (time: string) => void;
}

export function TimePick({ id, label, times, value, onChoose }: TimePickProps) {
  return (
    <Picker
      mode="selector"
      range={[...times]}
      value={Math.max(0, times.indexOf(value))}
      onChange={({ detail }) => onChoose(times[Number(detail.value)] ?? value)}
    >
      <Choice id={id} label={label} value={value} />
    </Picker>
  );
}
