// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
namespace Troupe.Client;

public sealed partial class TroupeClient
{
    /// <summary>What can be asked about assets.</summary>
    public AssetsClient Assets => new(_caller);

    /// <summary>What can be asked about audit.</summary>
    public AuditClient Audit => new(_caller);

    /// <summary>What can be asked about federation.</summary>
    public FederationClient Federation => new(_caller);

    /// <summary>What can be asked about jobs.</summary>
    public JobsClient Jobs => new(_caller);

    /// <summary>What can be asked about keys.</summary>
    public KeysClient Keys => new(_caller);

    /// <summary>What can be asked about limits.</summary>
    public LimitsClient Limits => new(_caller);

    /// <summary>What can be asked about policy.</summary>
    public PolicyClient Policy => new(_caller);

    /// <summary>What can be asked about presenters.</summary>
    public PresentersClient Presenters => new(_caller);

    /// <summary>What can be asked about recordings.</summary>
    public RecordingsClient Recordings => new(_caller);

    /// <summary>What can be asked about reviews.</summary>
    public ReviewsClient Reviews => new(_caller);

    /// <summary>What can be asked about sessions.</summary>
    public SessionsClient Sessions => new(_caller);

    /// <summary>What can be asked about subjects.</summary>
    public SubjectsClient Subjects => new(_caller);

    /// <summary>What can be asked about subscriptions.</summary>
    public SubscriptionsClient Subscriptions => new(_caller);

    /// <summary>What can be asked about tenants.</summary>
    public TenantsClient Tenants => new(_caller);

    /// <summary>What can be asked about tokens.</summary>
    public TokensClient Tokens => new(_caller);
}
