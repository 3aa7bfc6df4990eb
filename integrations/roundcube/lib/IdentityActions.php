<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The buttons of ours on the identities page, and the page's question what has changed. Each answers with what holds. */
final class IdentityActions
{
    /** As many as one page has time for; the next press asks for more. */
    private const MAX_ASKED_AT_ONCE = 50;

    public function __construct(
        private readonly Plugin $plugin,
        private readonly IdentityList $list,
        private readonly ProfileSync $sync,
    ) {
    }

    /** Asked every few seconds while an answer is awaited. */
    public function states(): void
    {
        $this->tellPage();
    }

    public function ask(): void
    {
        $this->act(fn (string $address): Sender => $this->plugin->senders()->ask($address, $this->nameFor($address)));
    }

    /** An address that messages were seen to come from: once it is asked for, there is an identity to choose in the composer. */
    public function adopt(): void
    {
        $this->act(function (string $address): void {
            $name = (string) ($this->plugin->identities()[0]['name'] ?? '');
            $this->plugin->senders()->ask($address, $name);
            $keys = array_map(AddressKey::of(...), array_column($this->plugin->identities(), 'email'));
            // Another window may have pressed before; and where Roundcube lets users add none, the question is all.
            if ($this->plugin->mayAddIdentities() && !in_array(AddressKey::of($address), $keys, true)) {
                $row = ['name' => $name, 'email' => (string) \rcube_utils::idn_to_ascii($address)];
                $this->plugin->webmail->user->insert_identity($row);
            }
        });
    }

    public function resend(): void
    {
        $this->act(fn (string $address): Sender => $this->plugin->senders()->askAgain($this->known($address)));
    }

    public function withdraw(): void
    {
        $this->act(fn (string $address): Sender => $this->plugin->senders()->withdraw($this->known($address)));
    }

    /** Of a message that somebody else seems to have sent. */
    public function disown(): void
    {
        $this->act(function (): string {
            $this->plugin->senders()->disown($this->plugin->input('_proposal'));

            return $this->plugin->words->say('disowned');
        });
    }

    /** One side holds, where both have changed. */
    public function settle(): void
    {
        $this->act(fn () => $this->sync->settle($this->plugin->input('_iid'), $this->plugin->input('_side') === 'here'));
    }

    /** An administrator's wish is taken, or is not. */
    public function answer(): void
    {
        $this->act(fn () => $this->plugin->senders()->answerProposal(
            $this->plugin->input('_profile'),
            $this->plugin->input('_taken') === '1',
        ));
    }

    /** Takes over what webmail had before mayfrom came: one press for all. */
    public function askAll(): void
    {
        $this->act(function (): string {
            $senders = $this->plugin->senders();
            $list = $senders->read(array_column($this->plugin->identities(), 'email'));
            $unasked = array_slice($this->list->unasked($list), 0, self::MAX_ASKED_AT_ONCE, true);
            $refused = $unasked === [] ? [] : $senders->askAll($unasked);

            $said = array_map($this->plugin->words->refusal(...), $refused, array_keys($refused));

            return implode(' ', array_unique($said));
        });
    }

    /** To mayfrom's own pages: asked for when it is pressed, as the link holds for a minute, once. */
    public function console(): void
    {
        $url = '';
        try {
            $url = $this->plugin->senders()->consoleLink();
        } catch (Away) {
            $this->plugin->message($this->plugin->words->say('away'), 'error');
        } catch (Refused) {
            $this->plugin->message($this->plugin->words->say('noaccess'), 'error');
        }
        $this->plugin->webmail->output->command('plugin.mayfrom-console', ['url' => $url]);
    }

    /** @param \Closure(string): mixed $change of the address; a text that it returns is said, else that it is done */
    private function act(\Closure $change): void
    {
        $address = $this->plugin->input('_address');
        $words = $this->plugin->words;
        try {
            $said = $change($address);
            is_string($said) && $said !== ''
                ? $this->plugin->message($said, 'warning')
                : $this->plugin->message($words->say('done'), 'confirmation');
        } catch (Away) {
            $this->plugin->message($words->say($this->plugin->senders()->wordOfSilence()), 'error');
        } catch (Refused $refused) {
            $this->plugin->message($words->refusal($refused, $address), 'error');
        }
        $this->tellPage();
    }

    private function tellPage(): void
    {
        $address = $this->plugin->input('_address');
        $list = $this->plugin->identitySenders(true);
        $this->sync->run();
        $panel = match (true) {
            $address === '' => null,
            $list->trouble !== null => $this->plugin->panel->ofTrouble($list->trouble),
            default => $this->plugin->panel->ofSender($list->of($address), time()),
        };
        $this->plugin->webmail->output->command('plugin.mayfrom-changed', [
            'identities' => $this->list->states($list),
            'note' => $this->list->note($list),
            'address' => $address,
            'panel' => $panel,
            'isAdopted' => $this->plugin->input('_adopted') !== '',
            'isSettled' => $this->plugin->input('_side') . $this->plugin->input('_profile') !== '',
        ]);
    }

    /** @throws Refused */
    private function known(string $address): Sender
    {
        $sender = $this->plugin->senders()->read([])->find($address);
        if ($sender?->authorizationId() === null) {
            throw new Refused('NOT_FOUND', 'nothing is known of this address');
        }

        return $sender;
    }

    private function nameFor(string $address): string
    {
        foreach ($this->plugin->identities() as $row) {
            if (AddressKey::of((string) $row['email']) === AddressKey::of($address)) {
                return (string) $row['name'];
            }
        }

        return '';
    }
}
