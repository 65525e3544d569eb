import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { Field } from '../../components/Field';
import { Sheet } from '../../components/Sheet';
import { sayError } from '../../screen/asking';
import { useStores } from '../../stores/storeContext';
import { useDesk } from '../useDesk';

/** Checks in by the code that is read out, where no camera reads it. */
export const CodeSheet = observer(function CodeSheet({ onClose }: { onClose: () => void }) {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const [code, setCode] = useState('');
  const plain = code.replace(/\s/g, '').toUpperCase();
  const checkIn = async () => {
    try {
      if ((await desk.today.checkIn({ code: plain })) !== undefined) onClose();
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Sheet title={t('today.typeCode')} closeLabel={settings.t('common.close')} onClose={onClose}>
      <Field id="code" label={t('today.code')} hint={t('today.codeHint')} value={code} onInput={setCode} />
      <Button
        id="check-in-code"
        disabled={plain.length < 4 || desk.today.busy}
        onPress={() => void checkIn()}
      >
        {t('today.checkIn')}
      </Button>
    </Sheet>
  );
});
