import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { Button } from '../components/Button';
import { Field } from '../components/Field';
import { Sheet } from '../components/Sheet';
import { useStores } from '../stores/storeContext';
import { reopen, switchTo } from './navigation';

/** Asks on the web who is there; phones know it themselves, and are asked only after somebody signed them out. */
export const SignInSheet = observer(function SignInSheet() {
  const { session, settings } = useStores();
  const { t } = settings;
  const [name, setName] = useState('');
  if (session.away) return <BackSheet />;
  const known = /^[\p{L}\p{N}_-]{1,40}$/u.test(name.trim());
  return (
    <Sheet title={t('signIn.title')} closeLabel={t('common.close')} onClose={() => session.dismiss()}>
      <View className="hint">{t('signIn.hint')}</View>
      <Field id="sign-in-name" label={t('signIn.name')} value={name} onInput={setName} />
      <Button id="sign-in" disabled={!known} onPress={() => session.giveName(name)}>
        {t('signIn.button')}
      </Button>
    </Sheet>
  );
});

const BackSheet = observer(function BackSheet() {
  const { session, settings } = useStores();
  const { t } = settings;
  return (
    <Sheet
      title={t('signIn.awayTitle')}
      closeLabel={t('common.close')}
      onClose={() => {
        session.dismiss();
        switchTo('home');
      }}
    >
      <View className="hint">{t('signIn.awayHint')}</View>
      <Button
        id="sign-in-again"
        onPress={() => {
          session.comeBack();
          reopen();
        }}
      >
        {t('signIn.again')}
      </Button>
    </Sheet>
  );
});
