import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { materialsOf, type Possible } from '../../domain/guide/materials';
import type { Service } from '../../domain/service';
import { Card } from '../components/Card';
import { useStores } from '../stores/storeContext';
import { Material } from './Material';
import './Bring.scss';

interface BringProps {
  readonly services: readonly Service[];
  /** What is known of those who apply; left out when nothing is. */
  readonly party?: readonly Possible[];
}

/** What to bring, who must come and what it costs, for these services and people. */
export const Bring = observer(function Bring({ services, party = [] }: BringProps) {
  const { city, settings } = useStores();
  const { t, pick } = settings;
  const chosen = city.services.filter(({ service }) => services.includes(service));
  const [first] = chosen;
  if (first === undefined) return null;
  const materials = new Map(
    chosen
      .flatMap((each) => materialsOf(each.materials, party))
      .map((each) => [`${each.material.when?.zh} ${each.material.item.zh}`, each]),
  );
  const needed = [...materials].sort(([, a], [, b]) => Number(b.sure) - Number(a.sure));
  const fees = chosen.map(({ shortName, fees: [fee] }) =>
    fee === undefined ? '' : `${pick(shortName)} ¥${fee.yuan}`,
  );
  return (
    <View>
      <View className="section">
        <Text>{t('confirm.bring')}</Text>
      </View>
      <Card id="bring">
        {needed.map(([key, { material, sure }]) => (
          <Material key={key} item={material.item} when={sure ? undefined : material.when} />
        ))}
        <View className="bring__line hint">{pick(first.inPerson)}</View>
        <View className="bring__line">
          {t('confirm.fee')}：{fees.join('，')}
        </View>
        <View className="hint">{t('confirm.free')}</View>
      </Card>
    </View>
  );
});
