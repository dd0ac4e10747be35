using Troupe.Benchmarks.Leak;

namespace Troupe.House.Tests.Isolation;

/// <summary>The mutants of <c>./dev bench leak</c> take their filters away from the sources: each has to find its own.</summary>
[Trait("Category", "fast")]
public sealed class MutationsTests
{
    [Fact]
    public void Every_mutation_fits_one_place_of_the_server() =>
        Mutation.All
            .Where(mutation => File.ReadAllText(Repository.PathOf("src", "Troupe.Server", mutation.File)).Split(mutation.Old).Length != 2)
            .Select(mutation => $"{mutation.Name}: {mutation.File} has not exactly one '{mutation.Old}'; correct it in bench/Troupe.Benchmarks/Leak/Mutation.cs")
            .ShouldBeEmpty();

    [Fact]
    public void Mutations_act_only_when_they_are_called()
    {
        Mutation.All.ShouldAllBe(mutation => mutation.New.Contains($"\"{mutation.Name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_place_that_says_whose_something_is_has_a_mutant_or_a_reason_for_none() => TenantPlaces.Missing().ShouldBeEmpty();
}
