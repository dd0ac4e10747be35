namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfSubjects
{
    private const string Asked = "subject-asked";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Other(Asked, "subjects.export", "Subjects/SubjectEndpoints.cs", "keyring.PseudonymOf(caller.Tenant, SubjectOf(subject))", "caller.Tenant"),
        Mutation.Other(Asked, "subjects.export", "Subjects/SubjectEndpoints.cs", "return (caller.Tenant, pseudonym);", "caller.Tenant"),
    ];
}
