import { View } from '@tarojs/components';
import './index.scss';

export interface SkeletonProps {
  readonly lines?: number;
  readonly label: string;
}

/** The shape of what is coming. */
export function Skeleton({ lines = 3, label }: SkeletonProps) {
  return (
    <View className="skeleton" ariaLabel={label}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((line) => (
        <View key={line} className="skeleton__line" />
      ))}
    </View>
  );
}
