namespace Troupe.Server.Policy;

/// <summary>What tenants allow. Answers from memory, without waiting; thread-safe.</summary>
internal interface IPolicy
{
    /// <summary>Decides about values that somebody wants to set. All findings are listed at once.</summary>
    Decision EvaluateEdit(TenantId tenant, IReadOnlyList<PolicyValue> values);

    /// <summary>Decides about a phrase before it is spoken.</summary>
    /// <param name="tenant">Whose presenter speaks.</param>
    /// <param name="phrase">The phrase.</param>
    /// <param name="before">What the same answer says before it: a term may begin there. Only places that reach into the phrase count.</param>
    Decision ScreenSpeech(TenantId tenant, string phrase, string before = "");

    /// <summary>Decides about what a person says or writes.</summary>
    Decision ScreenInput(TenantId tenant, string text);
}
