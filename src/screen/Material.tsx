import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useStores } from '../stores/storeContext';
import './Material.scss';

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

interface MaterialProps {
  readonly item: Bilingual;
  /** The condition under which it is brought; left out when everybody who reads it brings it. */
  readonly when?: Bilingual | undefined;
}

/** A paper to bring, with its condition before it. */
export const Material = observer(function Material({ item, when }: MaterialProps) {
  const { t, pick } = useStores().settings;
  return (
    <View className="material">
      {when === undefined ? null : (
        <Text className="material__when">{t('material.when', { when: pick(when) })}</Text>
      )}
      <Text>{pick(item)}</Text>
    </View>
  );
});
