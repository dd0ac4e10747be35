using Troupe.Server.Tests.Events.Postgres;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "process")]
[Collection(PostgresCollection.Name)]
public sealed class LongConnectionPostgresTests(PostgresCluster cluster)
{
    [Fact]
    public async Task Two_servers_of_one_data_base_end_what_either_revokes()
    {
        var connection = await cluster.CreateAsync();
        await using var here = await PostgresCluster.OpenAsync(connection);
        await using var there = await PostgresCluster.OpenAsync(connection);
        await LongConnectionTests.RevokeAllAsync(here, there);
    }
}
