import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { type ReactNode, useState } from 'react';
import type { DeskOperation } from '../../contract/operations';
import { Button } from '../components/Button';
import { Empty } from '../components/Empty';
import { Field } from '../components/Field';
import { Notice } from '../components/Notice';
import { Sheet } from '../components/Sheet';
import { go, type Route, replace } from '../screen/navigation';
import { Screen } from '../screen/Screen';
import { useStores } from '../stores/storeContext';
import './DeskScreen.scss';
import { useDesk } from './useDesk';

/** The pages between which staff go to and fro, each with the operation without which it is of no use. */
const places = [
  { page: 'window', route: 'desk-window', needs: 'windows' },
  { page: 'today', route: 'desk-today', needs: 'today' },
  { page: 'documents', route: 'desk-documents', needs: 'listDocuments' },
  { page: 'capacity', route: 'desk-capacity', needs: 'capacity' },
  { page: 'review', route: 'desk-review', needs: 'listRequests' },
  { page: 'numbers', route: 'desk-numbers', needs: 'numbers' },
] as const satisfies readonly { page: string; route: Route; needs: DeskOperation }[];

export interface DeskScreenProps {
  readonly title: string;
  /** Which of the places this is; left out on a page that one comes back from. */
  readonly page?: (typeof places)[number]['page'];
  /** Leaves room for a bar at the bottom. */
  readonly withBar?: boolean;
  readonly children: ReactNode;
}

/** What every page of the desk stands in: whose desk it is, the way to the others, and the second factor. */
export const DeskScreen = observer(function DeskScreen({
  title,
  page,
  withBar = false,
  children,
}: DeskScreenProps) {
  const { desk, t } = useDesk();
  const { session } = desk;
  return (
    <Screen title={{ words: title }} withBar={withBar}>
      {session.entered && session.hall !== undefined ? (
        <View>
          {page === undefined ? null : <Head page={page} />}
          {children}
        </View>
      ) : (
        <Empty id="desk-closed" title={t('enter.needed')}>
          <Button id="go-enter" onPress={() => replace('desk')}>
            {t('enter.title')}
          </Button>
        </Empty>
      )}
      {session.confirming ? <SecondFactorSheet /> : null}
    </Screen>
  );
});

const Head = observer(function Head({ page }: { page: (typeof places)[number]['page'] }) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { session } = desk;
  const hall = settings.pick(city.shortDistrict(session.hall ?? ''));
  return (
    <View className="desk-head">
      <View id="desk-hall" className="desk-head__hall" ariaRole="button" onClick={() => go('desk')}>
        <Text className="strong">{hall}</Text>
        <Text className="hint">{session.post === undefined ? '' : t(`role.${session.post.role}`)} ›</Text>
      </View>
      <View className="desk-head__places" ariaRole="tablist">
        {places
          .filter(({ needs }) => session.may(needs))
          .map((place) => (
            <View
              key={place.page}
              id={`desk-${place.page}`}
              className={`desk-head__place ${place.page === page ? 'desk-head__place--here' : ''}`}
              ariaRole="tab"
              onClick={() => {
                if (place.page !== page) replace(place.route);
              }}
            >
              {t(`nav.${place.page}`)}
            </View>
          ))}
      </View>
    </View>
  );
});

/** Asks for the six digits; what wanted them goes on by itself. */
export const SecondFactorSheet = observer(function SecondFactorSheet() {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { session } = desk;
  const [code, setCode] = useState('');
  return (
    <Sheet
      title={t('factor.title')}
      closeLabel={settings.t('common.close')}
      onClose={() => session.dismiss()}
    >
      <View className="hint">{t('factor.hint')}</View>
      <Field id="totp" label={t('factor.code')} type="number" value={code} onInput={setCode} />
      {session.error === undefined ? null : (
        <Notice kind="bad" id="totp-error">
          {settings.error(session.error.code, session.error.details)}
        </Notice>
      )}
      <Button
        id="give-totp"
        disabled={!/^\d{6}$/.test(code) || session.busy}
        onPress={() => void session.giveCode(code)}
      >
        {t('factor.confirm')}
      </Button>
    </Sheet>
  );
});
