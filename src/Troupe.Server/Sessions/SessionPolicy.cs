using Troupe.Conversation;
using Troupe.Server.Policy;

namespace Troupe.Server.Sessions;

/// <summary>Puts the policy of its tenant into a session.</summary>
internal sealed class SessionPolicy(TenantRulesets rulesets, HeldPhrases held)
{
    /// <summary>Looks at phrases.</summary>
    public IPhraseScreen SpeechOf(TenantId tenant, string session) => new SpeechScreen(tenant, session, rulesets, held);

    /// <summary>Looks at what the person says.</summary>
    public IInputScreen InputOf(TenantId tenant) => new InputScreen(tenant, rulesets);

    /// <summary>The engines, with a writer that answers what is denied by the policy's sentence.</summary>
    public ConversationEngines Of(TenantId tenant, ConversationEngines engines) =>
        engines with { Writer = new PoliteWriter(engines.Writer, () => rulesets.Of(tenant).Rules.Document.Sentences.Denied) };

    /// <summary>The settings, with marks unless the tenant turned them off.</summary>
    public SessionSettings Of(TenantId tenant, SessionSettings settings) => settings with { Marked = Marks(tenant) };

    /// <summary>Whether what is generated for a tenant carries its mark.</summary>
    public bool Marks(TenantId tenant) => rulesets.Of(tenant).Disclosure.Marked;

    /// <summary>The options, with what is said of the presenter being a machine before anything else.</summary>
    public ConversationOptions Of(TenantId tenant, ConversationOptions options) => rulesets.Of(tenant).Disclosure.Sentence is not { Length: > 0 } sentence ? options
        : options.With(changed => changed.Greeting = string.IsNullOrEmpty(options.Greeting) ? sentence : $"{sentence} {options.Greeting}");
}
