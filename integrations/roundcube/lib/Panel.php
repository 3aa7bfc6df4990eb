<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The HTML of what the plugin adds to a page. Everything from an address or the API is escaped here. */
final class Panel
{
    public function __construct(private readonly Words $words)
    {
    }

    /** State, meaning and buttons of one address, for the form of its identity. */
    public function ofSender(Sender $sender, int $now): string
    {
        $sentences = array_map(
            static fn (string $sentence): string => \html::p(null, \rcube::Q($sentence)),
            $this->words->explanation($sender, $now),
        );
        $number = $sender->isUndeliverable() ? null : $sender->number();
        $shown = $number === null ? '' : \html::span(['class' => 'mayfrom-number'], \rcube::Q($number));

        return \html::div(['class' => 'mayfrom-panel', 'data-address' => $sender->address], $this->mark($sender) . $shown
            . implode('', $sentences) . $this->buttons($sender, $now));
    }

    /**
     * What was changed on both sides, for the user to decide.
     *
     * @param list<array{field: string, here: string, there: string, by: string, at: string}> $conflicts
     * @param \Closure(string): string                                                       $fieldName
     */
    public function conflicts(string $identityId, array $conflicts, \Closure $fieldName): string
    {
        if ($conflicts === []) {
            return '';
        }
        $lines = '';
        foreach ($conflicts as $conflict) {
            $lines .= \html::tag('li', null, \rcube::Q($this->words->conflict($fieldName($conflict['field']), $conflict)));
        }
        $buttons = '';
        foreach (['here' => 'keephere', 'there' => 'takeother'] as $side => $label) {
            $buttons .= \html::tag('button', [
                'type' => 'button',
                'class' => 'btn btn-secondary mayfrom-settle',
                'data-side' => $side,
                'data-iid' => $identityId,
            ], \rcube::Q($this->words->say($label))) . ' ';
        }

        return \html::div(
            ['class' => 'mayfrom-panel mayfrom-conflict', 'role' => 'alert'],
            \html::p(null, \rcube::Q($this->words->say('conflictintro'))) . \html::tag('ul', null, $lines)
                . \html::div(['class' => 'mayfrom-buttons'], $buttons),
        );
    }

    /** What an administrator wants to be different: nothing changes before the user says so. @param array<string, mixed> $profile */
    public function proposal(array $profile): string
    {
        $proposal = $profile['proposal'] ?? null;
        if ($proposal === null) {
            return '';
        }
        $lines = array_map(
            static fn (string $line): string => \html::tag('li', null, \rcube::Q($line)),
            $this->words->proposal($proposal),
        );
        $intro = $this->words->proposedBy((string) $proposal['proposedBy'], (string) $proposal['proposedAt']);
        $buttons = '';
        foreach (['1' => 'takeproposal', '0' => 'refuseproposal'] as $isTaken => $label) {
            $buttons .= \html::tag('button', [
                'type' => 'button',
                'class' => 'btn btn-secondary mayfrom-answer',
                'data-profile' => (string) $profile['id'],
                'data-taken' => (string) $isTaken,
            ], \rcube::Q($this->words->say($label))) . ' ';
        }

        return \html::div(
            ['class' => 'mayfrom-panel mayfrom-proposal', 'role' => 'alert'],
            \html::p(null, \rcube::Q($intro)) . \html::tag('ul', null, implode('', $lines))
                . \html::div(['class' => 'mayfrom-buttons'], $buttons),
        );
    }

    /** In place of a state, when there is none to show. */
    public function ofTrouble(string $trouble): string
    {
        return \html::div(['class' => 'mayfrom-panel'], \html::p(null, \rcube::Q($this->words->say($trouble))));
    }

    /** Addresses that need no question, ready to add. @param list<Sender> $senders */
    public function offers(array $senders): string
    {
        $buttons = array_map(fn (Sender $sender): string => \html::tag('button', [
            'type' => 'button',
            'class' => 'btn btn-secondary mayfrom-offer',
            'data-address' => Plugin::shownAddress($sender->address),
        ], \rcube::Q(Plugin::shownAddress($sender->address))), $senders);

        return \html::div(
            ['class' => 'mayfrom-panel'],
            \html::p(null, \rcube::Q($this->words->say('offers'))) . implode(' ', $buttons),
        );
    }

    private function mark(Sender $sender): string
    {
        $kind = $this->words->kind($sender);

        return \html::span(['class' => "mayfrom-mark mayfrom-{$kind}"], \rcube::Q($this->words->mark($sender)));
    }

    private function buttons(Sender $sender, int $now): string
    {
        $buttons = [];
        if ($sender->mayBeAsked($now)) {
            $buttons['ask'] = $sender->state === Sender::UNASKED ? 'ask' : 'askagain';
        }
        if ($sender->mayBeAskedAgain()) {
            $buttons['resend'] = $sender->state === Sender::PAUSED ? 'confirmagain' : 'resend';
        }
        if ($sender->mayBeWithdrawn()) {
            $buttons['withdraw'] = $sender->state === Sender::WAITING ? 'withdrawquestion' : 'withdrawright';
        }
        $shown = '';
        foreach ($buttons as $action => $label) {
            $shown .= \html::tag('button', [
                'type' => 'button',
                'class' => 'btn btn-secondary mayfrom-act',
                'data-act' => $action,
                'data-address' => $sender->address,
            ], \rcube::Q($this->words->say($label))) . ' ';
        }

        return $shown === '' ? '' : \html::div(['class' => 'mayfrom-buttons'], $shown);
    }
}
