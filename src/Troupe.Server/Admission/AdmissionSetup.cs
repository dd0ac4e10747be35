namespace Troupe.Server.Admission;

/// <summary>Adds the room.</summary>
internal static class AdmissionSetup
{
    /// <summary>Registers admission and its options.</summary>
    public static void AddAdmission(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AdmissionOptions>().BindConfiguration("Troupe:Admission").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<DevelopmentAdmission>();
        builder.Services.AddSingleton<KeyAdmission>();
        builder.Services.AddSingleton<AdmissionDesk>();
    }
}
