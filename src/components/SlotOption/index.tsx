import { Text, View } from '@tarojs/components';
import './index.scss';

export interface SlotOptionProps {
  readonly id: string;
  readonly day: string;
  readonly time: string;
  readonly hall: string;
  readonly note: string;
  readonly onPress: () => void;
}

/** One free time at one hall: a tap takes it. */
export function SlotOption({ id, day, time, hall, note, onPress }: SlotOptionProps) {
  return (
    <View
      id={id}
      className="option"
      hoverClass="option--pressed"
      ariaRole="button"
      ariaLabel={`${day} ${time} ${hall} ${note}`}
      onClick={onPress}
    >
      <View className="option__when">
        <Text className="option__day">{day}</Text>
        <Text className="option__time">{time}</Text>
      </View>
      <View className="option__where">
        <Text className="option__hall">{hall}</Text>
        <Text className="option__note">{note}</Text>
      </View>
      <Text className="option__go">›</Text>
    </View>
  );
}
