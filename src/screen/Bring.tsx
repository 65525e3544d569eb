import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Service } from '../../domain/service';
import { Card } from '../components/Card';
import { useStores } from '../stores/storeContext';
import './Bring.scss';

const SHOWN_AT_FIRST = 3;

/** What to bring, who must come and what it costs, for these services. */
export const Bring = observer(function Bring({ services }: { services: readonly Service[] }) {
  const { city, settings } = useStores();
  const { t, pick } = settings;
  const [open, setOpen] = useState(false);
  const chosen = city.services.filter(({ service }) => services.includes(service));
  const [first] = chosen;
  if (first === undefined) return null;
  const materials = new Map(
    chosen.flatMap((each) => each.materials).map((material) => [material.item.zh, material]),
  );
  const fees = chosen.map(({ shortName, fees: [fee] }) =>
    fee === undefined ? '' : `${pick(shortName)} ¥${fee.yuan}`,
  );
  return (
    <View>
      <View className="section">
        <Text>{t('confirm.bring')}</Text>
        <Text id="more-materials" className="link" ariaRole="button" onClick={() => setOpen(!open)}>
          {t(open ? 'common.less' : 'common.more')}
        </Text>
      </View>
      <Card>
        {[...materials.values()].slice(0, open ? undefined : SHOWN_AT_FIRST).map(({ item, when }) => (
          <View key={item.zh} className="bring__material">
            · {when === undefined ? '' : `${pick(when)}：`}
            {pick(item)}
          </View>
        ))}
        <View className="bring__material hint">{pick(first.inPerson)}</View>
        <View className="bring__material">
          {t('confirm.fee')}：{fees.join('，')}
        </View>
        <View className="hint">{t('confirm.free')}</View>
      </Card>
    </View>
  );
});
