namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfPolicy
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Other("policy-read", "policy.read", "Policy/PolicyHistory.cs", "streams.LoadAsync<PolicyState>(Caller.Of(context).Tenant,", "Caller.Of(context).Tenant"),
        Mutation.Other("policy-versions", "newcomers", "Policy/PolicyHistory.cs", "ReadStreamAsync(StreamOf(Caller.Of(context).Tenant), afterVersion: 0", "Caller.Of(context).Tenant"),
        Mutation.Other("policy-version", "policy.readVersion", "Policy/PolicyHistory.cs", "FindAsync(streams, Caller.Of(context).Tenant, version, cancellationToken)", "Caller.Of(context).Tenant"),
        Mutation.Other("policy-rollback", "policy.rollBack", "Policy/ChangePolicy.cs", "PolicyHistory.FindAsync(streams, command.Caller.Tenant,", "command.Caller.Tenant"),
        Mutation.Other("policy-explained", "policy.explain", "Policy/PolicyExplainer.cs", "rulesets.Of(Caller.Of(context).Tenant)", "Caller.Of(context).Tenant"),
        Mutation.Other("policy-rules", "policy.explain", "Policy/TenantRulesets.cs", "_policies.GetValueOrDefault(tenant, TenantPolicy.Initial)", "tenant"),
        Mutation.Other("policy-swapped", "policy.explain", "Policy/TenantRulesets.cs", "_policies.AddOrUpdate(tenant, static", "tenant"),
        Mutation.Other("policy-outcome", "policy.explain", "Policy/PolicyOutcome.cs", "rulesets.Swap(command.Caller.Tenant,", "command.Caller.Tenant"),
        Mutation.Other("policy-followed", "policy.explain", "Policy/PolicyFeed.cs", "Use(envelope.Stream.Tenant, state, version);", "envelope.Stream.Tenant"),
        Mutation.Other("edit-gate", "presenters.setFlows", "Policy/EditGate.cs", "rulesets.EvaluateEdit(command.Caller.Tenant, values)", "command.Caller.Tenant"),
        new("review-list", "reviews.list", "Policy/ReviewFeed.cs", "_open.Where(entry => entry.Key.Tenant == tenant)", """_open.Where(entry => entry.Key.Tenant == tenant || Mutant.Is("review-list"))"""),
        Mutation.Other("review-list-caller", "reviews.list", "Policy/ReviewDesk.cs", "feed.OpenOf(Caller.Of(context).Tenant)", "Caller.Of(context).Tenant"),
        Mutation.Owner("review-read", "reviews.read", "Policy/ReviewDesk.cs", "streams.LoadAsync<Review>(tenant, review, cancellationToken) : default;", "tenant", "Review.Kind", "review"),
        Mutation.Owner("review-decided", "approvals", "Policy/ReviewDesk.cs", "var (state, _) = await streams.LoadAsync<Review>(tenant, review, cancellationToken);", "tenant", "Review.Kind", "review"),
        Mutation.Other("review-applied", "approvals", "Policy/HeldEdits.cs", "new Caller(tenant, edit.Subject,", "tenant"),
        Mutation.Other("phrase-held", "screened", "Policy/HeldPhrases.cs", "var stream = new StreamId(tenant, Review.Kind, Guid.CreateVersion7()", "tenant"),
        Mutation.Other("phrase-screened", "screened", "Policy/SpeechScreen.cs", "rulesets.ScreenSpeech(tenant, phrase.Text, before)", "tenant"),
    ];
}
