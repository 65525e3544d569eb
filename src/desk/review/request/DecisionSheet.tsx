import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { Button } from '../../../components/Button';
import { Chip } from '../../../components/Chip';
import { Field } from '../../../components/Field';
import { Sheet } from '../../../components/Sheet';
import { say, sayError } from '../../../screen/asking';
import { back } from '../../../screen/navigation';
import { useStores } from '../../../stores/storeContext';
import { useReview } from '../useReview';

const quick = {
  approved: ['originals'],
  refused: ['unclear', 'incomplete', 'mismatch'],
} as const;

interface DecisionSheetProps {
  readonly decision: 'approved' | 'refused';
  readonly onClose: () => void;
}

/** The note to the person, with a tap where the usual words do; who is refused is told why. */
export const DecisionSheet = observer(function DecisionSheet({ decision, onClose }: DecisionSheetProps) {
  const { settings } = useStores();
  const { review, t } = useReview();
  const [note, setNote] = useState('');
  const refusing = decision === 'refused';
  const decide = async () => {
    try {
      if (!(await review.decide(decision, note))) return;
      say(t(`decide.${decision}`));
      onClose();
      back();
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Sheet
      title={t(refusing ? 'decide.refuse' : 'decide.approve')}
      closeLabel={settings.t('common.close')}
      onClose={onClose}
    >
      <View className="wrap review-request__quick">
        {quick[decision].map((word) => (
          <Chip
            key={word}
            id={`quick-${word}`}
            text={t(`quick.${word}`)}
            chosen={note === t(`quick.${word}`)}
            onPress={() => setNote(t(`quick.${word}`))}
          />
        ))}
      </View>
      <Field
        id="decision-note"
        label={t('decide.note')}
        hint={t(refusing ? 'decide.noteNeeded' : 'decide.noteHint')}
        value={note}
        maxLength={300}
        onInput={setNote}
      />
      <Button
        id="decide"
        kind={refusing ? 'danger' : 'main'}
        disabled={review.busy || (refusing && note.trim() === '')}
        onPress={() => void decide()}
      >
        {t(refusing ? 'decide.refuse' : 'decide.approve')}
      </Button>
    </Sheet>
  );
});
