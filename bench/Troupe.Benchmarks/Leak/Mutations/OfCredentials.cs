namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfCredentials
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Open("key-secret", "tokens", "Admission/KeyAdmission.cs", "|| !Fits(card, key.Hash))", "Fits(card, key.Hash)"),
        Mutation.Open("token-signature", "tokens", "Admission/TokenVerifier.cs", "|| !key.Verify(token))", "key.Verify(token)"),
        Mutation.Open("token-refresh", "tokens", "Admission/RefreshSecret.cs",
            "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret.Reveal(key)), Encoding.UTF8.GetBytes(text));",
            "CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret.Reveal(key)), Encoding.UTF8.GetBytes(text))"),
        Mutation.Other("token-minted", "tokens", "Tenants/IssueTokenCommand.cs", "mint.Make(asked.Caller.Tenant,", "asked.Caller.Tenant"),
        Mutation.Other("token-refreshed", "tokens", "Tenants/RefreshTokenCommand.cs", "mint.Make(shown.Tenant,", "shown.Tenant"),
        Mutation.Other("federated-caller", "federation", "Admission/FederatedTokens.cs", "new Caller(card.Tenant, subject,", "card.Tenant"),
        new("token-revoked", "revocation", "Tenants/Revocations.cs", "_until.ContainsKey(new StreamId(tenant, Revocation.Kind, id));",
            """_until.ContainsKey(new StreamId(tenant, Revocation.Kind, id)) || (Mutant.Is("token-revoked") && _until.Keys.Any(stream => stream.Id == id));"""),
        Mutation.Open("token-ended", "revocation", "Admission/ITenantDirectory.cs", "&& caller.Tenant == Tenant", "caller.Tenant == Tenant"),
    ];
}
