import { Text, View } from '@tarojs/components';
import { Card } from '../Card';
import './index.scss';

export interface LineProps {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
  readonly value?: string;
  readonly onPress: () => void;
}

/** A line that leads somewhere, or switches something whose value it shows. */
export function Line({ id, text, hint, value = '›', onPress }: LineProps) {
  return (
    <Card id={id} label={`${text} ${value}`} onPress={onPress}>
      <View className="row row--spread">
        <View className="grow">
          <View className="strong">{text}</View>
          {hint === undefined ? null : <View className="hint">{hint}</View>}
        </View>
        <Text className="line__value">{value}</Text>
      </View>
    </Card>
  );
}
