using Troupe.Benchmarks.Frames;

namespace Troupe.House.Tests.Frames;

/// <summary>A collector that pauses is heard: what runs for every packet and frame allocates nothing.</summary>
[Trait("Category", "fast")]
public sealed class AllocationTests
{
    private static readonly Dictionary<string, double> Expected = Expectations.Numbers("bytes_per_operation");

    public static TheoryData<string> Operations => [.. FramePath.Operations.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_allocates_no_more_than_expected(string name) =>
        FramePath.Operations.Single(operation => operation.Name == name).AllocatedBytes().ShouldBeLessThanOrEqualTo(Expected[name]);

    [Fact]
    public void Every_expectation_is_about_an_operation() =>
        Expected.Keys.Except(FramePath.Operations.Select(operation => operation.Name)).ShouldBeEmpty();
}
