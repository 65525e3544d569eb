import { Text, View } from '@tarojs/components';
import './index.scss';

export interface DayCell {
  readonly date: string;
  /** Day of the month. */
  readonly day: string;
  /** How full, in a word. */
  readonly word: string;
  readonly level: 'open' | 'few' | 'full' | 'soon' | 'closed' | 'over';
  /** What the screen reader says. */
  readonly label: string;
}

export interface DayCalendarProps {
  readonly weekdays: readonly string[];
  /** Empty places before the first day, so that weekdays stand in columns. 0 to 6. */
  readonly leading: number;
  readonly days: readonly DayCell[];
  readonly chosen: string | undefined;
  readonly onChoose: (date: string) => void;
}

/** Some weeks at a glance: how full each day is, in colour and in a word. */
export function DayCalendar({ weekdays, leading, days, chosen, onChoose }: DayCalendarProps) {
  return (
    <View className="calendar">
      {weekdays.map((weekday) => (
        <Text key={weekday} className="calendar__weekday">
          {weekday}
        </Text>
      ))}
      {Array.from({ length: leading }, (_, place) => `empty-${place}`).map((place) => (
        <View key={place} className="calendar__empty" />
      ))}
      {days.map((cell) => (
        <View
          key={cell.date}
          id={`day-${cell.date}`}
          className={`calendar__day calendar__day--${cell.level} ${cell.date === chosen ? 'calendar__day--chosen' : ''}`}
          ariaRole="button"
          ariaLabel={cell.label}
          onClick={() => onChoose(cell.date)}
        >
          <Text className="calendar__number">{cell.day}</Text>
          <Text className="calendar__word">{cell.word}</Text>
        </View>
      ))}
    </View>
  );
}
